"""Addresses of records, and of what belongs to them."""

from django.urls import path

from . import conversations, exports, imports, records

FORM = "apps/<slug:app>/forms/<slug:key>/"
RECORDS = f"{FORM}records/"
IMPORTS = "apps/<slug:app>/imports/"
IMPORT = f"{IMPORTS}<int:batch>/"
RECORD = f"{RECORDS}<int:record>/"

urlpatterns = [
    path(RECORDS, records.RecordList.as_view(), name="api_records"),
    path(f"{RECORDS}bulk/", records.RecordBulk.as_view(), name="api_records_bulk"),
    path(f"{RECORDS}aggregate/", records.RecordAggregate.as_view(), name="api_records_aggregate"),
    path(f"{RECORDS}export/", exports.RecordExport.as_view(), name="api_records_export"),
    path(f"{RECORDS}import/", imports.FormImport.as_view(), name="api_records_import"),
    path(f"{RECORDS}pick/", records.RecordPicker.as_view(), name="api_records_pick"),
    path(RECORD, records.RecordOne.as_view(), name="api_record"),
    path(f"{RECORD}restore/", records.RecordRestore.as_view(), name="api_record_restore"),
    path(f"{RECORD}history/", records.RecordHistory.as_view(), name="api_record_history"),
    path(f"{RECORD}comments/", conversations.RecordComments.as_view(), name="api_record_comments"),
    path(f"{RECORD}comments/<int:comment>/", conversations.RecordComment.as_view(), name="api_record_comment"),
    path(f"{RECORD}files/", conversations.RecordFiles.as_view(), name="api_record_files"),
    path(f"{FORM}files/", conversations.FileUpload.as_view(), name="api_file_upload"),
    path(f"{FORM}files/<uuid:file>/", conversations.FileContent.as_view(), name="api_file"),
    path(f"{FORM}views/", conversations.SavedViewList.as_view(), name="api_saved_views"),
    path(f"{FORM}views/<int:view>/", conversations.SavedViewOne.as_view(), name="api_saved_view"),
    path(IMPORTS, imports.ImportList.as_view(), name="api_imports"),
    path(IMPORT, imports.ImportOne.as_view(), name="api_import"),
    path(f"{IMPORT}inspect/", imports.ImportInspection.as_view(), name="api_import_inspect"),
    path(f"{IMPORT}preview/", imports.ImportTrial.as_view(), name="api_import_preview"),
    path(f"{IMPORT}start/", imports.ImportStart.as_view(), name="api_import_start"),
    path(f"{IMPORT}form/", imports.ImportForm.as_view(), name="api_import_form"),
    path(f"{IMPORT}errors/", imports.ImportErrors.as_view(), name="api_import_errors"),
]
