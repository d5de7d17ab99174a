// @ts-check
/** Where a process stands, as a coloured word. */
import { html } from "lit";

/** @type {Record<string, string>} */
const TONES = { running: "info", returned: "warn", approved: "ok", rejected: "danger", terminated: "danger" };

/** @param {{status: string, status_label: string}} process */
export const statusMark = ({ status, status_label: label }) => html`<span class="status ${TONES[status] ?? ""}">${label}</span>`;
