"""Addresses of the flow engine's API."""

from django.urls import path

from builder.api.definition_urls import definition_urls

from . import flows, inbox, pages, processes, tasks

urlpatterns = [
    path("flows/types/", flows.FlowTypes.as_view(), name="api_flow_types"),
    *definition_urls("flows", flows.FlowKind()),
    path("apps/<slug:app>/flows/<slug:key>/restore/", flows.FlowRestore.as_view(), name="api_flow_restore"),
    path("apps/<slug:app>/flows/<slug:key>/simulate/", flows.FlowSimulation.as_view(), name="api_flow_simulate"),
    path(
        "apps/<slug:app>/forms/<slug:key>/forecast/",
        processes.SubmissionForecast.as_view(),
        name="api_form_forecast",
    ),
    path("inbox/", inbox.Inbox.as_view(), name="api_inbox"),
    path("inbox/counts/", inbox.InboxCounts.as_view(), name="api_inbox_counts"),
    path("tasks/approve/", tasks.TasksApprove.as_view(), name="api_tasks_approve"),
    path("tasks/<int:task>/", tasks.TaskOne.as_view(), name="api_task"),
    path("tasks/<int:task>/approve/", tasks.TaskApprove.as_view(), name="api_task_approve"),
    path("tasks/<int:task>/reject/", tasks.TaskReject.as_view(), name="api_task_reject"),
    path("tasks/<int:task>/submit/", tasks.TaskSubmit.as_view(), name="api_task_submit"),
    path("tasks/<int:task>/return/", tasks.TaskReturn.as_view(), name="api_task_return"),
    path("tasks/<int:task>/transfer/", tasks.TaskTransfer.as_view(), name="api_task_transfer"),
    path("tasks/<int:task>/recall/", tasks.TaskRecall.as_view(), name="api_task_recall"),
    path("tasks/<int:task>/add-signer/", tasks.TaskAddPeople.as_view(), name="api_task_add_signer"),
    path("tasks/<int:task>/save/", tasks.TaskSave.as_view(), name="api_task_save"),
    path("processes/<int:process>/", processes.ProcessOne.as_view(), name="api_process"),
    path("processes/<int:process>/page/", pages.ProcessPage.as_view(), name="api_process_page"),
    path("processes/<int:process>/timeline/", processes.ProcessTimeline.as_view(), name="api_process_timeline"),
    path("processes/<int:process>/forecast/", processes.ProcessForecast.as_view(), name="api_process_forecast"),
    path("processes/<int:process>/submit/", processes.ProcessSubmit.as_view(), name="api_process_submit"),
    path("processes/<int:process>/withdraw/", processes.ProcessWithdraw.as_view(), name="api_process_withdraw"),
    path("processes/<int:process>/cancel/", processes.ProcessCancel.as_view(), name="api_process_cancel"),
    path("processes/<int:process>/urge/", processes.ProcessUrge.as_view(), name="api_process_urge"),
    path("processes/<int:process>/comment/", processes.ProcessComment.as_view(), name="api_process_comment"),
    path("processes/<int:process>/copy/", processes.ProcessCopy.as_view(), name="api_process_copy"),
    path("processes/<int:process>/read/", processes.ProcessRead.as_view(), name="api_process_read"),
    path("processes/<int:process>/mend/", processes.ProcessMend.as_view(), name="api_process_mend"),
    path(
        "apps/<slug:app>/forms/<slug:key>/records/<int:record>/processes/",
        processes.RecordProcesses.as_view(),
        name="api_record_processes",
    ),
]
