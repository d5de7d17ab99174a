// @ts-check
/** A report's document, and every change a builder can make to it; pure. */

/** @typedef {{key: string, field: string, grain?: string, label?: any}} Dimension */
/** @typedef {{key: string, op: string, field?: string, expression?: string, label?: any, format?: string}} Measure */
/** @typedef {{format: 1, dataset: {type: string, form: string}, dimensions: Dimension[], measures: Measure[], filter?: string, sort?: {by: string, descending?: boolean}[], limit?: number, chart: {type: string, settings?: any}}} Report */
/** @typedef {{path: string, label: string, kind: string, format?: string}} Source */

export const GRAINS = ["year", "quarter", "month", "week", "day"];
export const OPERATIONS = ["count", "sum", "avg", "min", "max", "distinct"];
const MOMENTS = new Set(["date", "datetime"]);

/** @param {string} form @returns {Report} */
export const newReport = (form) => ({
  format: 1,
  dataset: { type: "records", form },
  dimensions: [],
  measures: [{ key: "m1", op: "count" }],
  sort: [],
  limit: 1000,
  chart: { type: "number", settings: {} },
});

/** The first free key such as "d2". @param {string} letter @param {{key: string}[]} taken */
export function freeKey(letter, taken) {
  const keys = new Set(taken.map((one) => one.key));
  let number = 1;
  while (keys.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}

/** @param {Source} source */
export const isMoment = (source) => MOMENTS.has(source.kind);
/** @param {Source} source */
export const isNumber = (source) => source.kind === "number";

/** @param {Report} report @param {string} form */
export const withForm = (report, form) => (report.dataset.form === form ? report : newReport(form));

/** Group by one more field; a date starts by month. @param {Report} report @param {Source} source */
export function addDimension(report, source) {
  if (report.dimensions.length >= 4) return report;
  const dimension = { key: freeKey("d", report.dimensions), field: source.path, ...(isMoment(source) ? { grain: "month" } : {}) };
  return suited({ ...report, dimensions: [...report.dimensions, dimension] });
}

/** Work out one more value; a number is summed, anything else counted. @param {Report} report @param {Source} source */
export function addMeasure(report, source) {
  if (report.measures.length >= 8) return report;
  const op = isNumber(source) ? "sum" : "distinct";
  const measure = { key: freeKey("m", report.measures), op, field: source.path, ...(source.format ? { format: source.format } : {}) };
  const only = report.measures.length === 1 && report.measures[0].op === "count" && !report.measures[0].field;
  return suited({ ...report, measures: only ? [{ ...measure, key: "m1" }] : [...report.measures, measure] });
}

/** @param {Report} report */
export function addCount(report) {
  if (report.measures.length >= 8) return report;
  return suited({ ...report, measures: [...report.measures, { key: freeKey("m", report.measures), op: "count" }] });
}

/** @template {{key: string}} T @param {T[]} list @param {string} key @param {Partial<T>} change */
const changed = (list, key, change) => list.map((one) => (one.key === key ? { ...one, ...change } : one));

/** @param {Report} report @param {string} key @param {Partial<Dimension>} change */
export const changeDimension = (report, key, change) => ({ ...report, dimensions: changed(report.dimensions, key, change) });

/** @param {Report} report @param {string} key @param {Partial<Measure>} change */
export const changeMeasure = (report, key, change) => ({ ...report, measures: changed(report.measures, key, change) });

/** Take a column away; the last measure becomes a plain count. @param {Report} report @param {string} key */
export function remove(report, key) {
  const dimensions = report.dimensions.filter((one) => one.key !== key);
  const kept = report.measures.filter((one) => one.key !== key);
  const measures = kept.length ? kept : [{ key: "m1", op: "count" }];
  const known = new Set([...dimensions, ...measures].map((one) => one.key));
  return suited({ ...report, dimensions, measures, sort: (report.sort ?? []).filter((one) => known.has(one.by)) });
}

/** Move a column one place within its list. @param {Report} report @param {string} key @param {-1 | 1} step */
export function move(report, key, step) {
  /** @template {{key: string}} T @param {T[]} list */
  const moved = (list) => {
    const at = list.findIndex((one) => one.key === key);
    const to = at + step;
    if (at < 0 || to < 0 || to >= list.length) return list;
    const copy = [...list];
    [copy[at], copy[to]] = [copy[to], copy[at]];
    return copy;
  };
  return { ...report, dimensions: moved(report.dimensions), measures: moved(report.measures) };
}

/** @param {Report} report @param {string} key */
export const isFirst = ({ dimensions, measures }, key) => [dimensions[0], measures[0]].some((one) => one?.key === key);

/** @param {Report} report @param {string} key */
export const isLast = ({ dimensions, measures }, key) => [dimensions.at(-1), measures.at(-1)].some((one) => one?.key === key);

/** Put a field where it fits: a number is worked out, anything else groups. @param {Report} report @param {Source} source */
export const addFitting = (report, source) => (isNumber(source) ? addMeasure(report, source) : addDimension(report, source));

/** @param {Report} report @param {string} by @param {boolean} descending */
export const sortBy = (report, by, descending) => ({ ...report, sort: by ? [{ by, descending }] : [] });

/** @param {Report} report @param {string} type */
export const withChart = (report, type) => ({ ...report, chart: { ...report.chart, type, settings: {} } });

/** @param {Report} report @param {any} settings */
export const withSettings = (report, settings) => ({ ...report, chart: { ...report.chart, settings } });

/**
 * Keep a chart that can draw the question; otherwise pick the one that suits its shape best.
 * @param {Report} report @returns {Report}
 */
export function suited(report) {
  const type = fits(report.chart.type, report) ? report.chart.type : suggestion(report);
  return type === report.chart.type ? report : withChart(report, type);
}

/** @param {string} type @param {Report} report */
export function fits(type, { dimensions, measures }) {
  if (type === "number") return dimensions.length === 0 && measures.length === 1;
  if (type === "pie") return dimensions.length === 1 && measures.length === 1;
  if (type === "table") return true;
  return dimensions.length >= 1 && dimensions.length <= 2;
}

/** @param {Report} report */
export function suggestion({ dimensions, measures }) {
  if (!dimensions.length) return measures.length === 1 ? "number" : "table";
  if (dimensions.length > 2) return "table";
  return dimensions[0].grain && dimensions.length === 1 ? "line" : "bar";
}
