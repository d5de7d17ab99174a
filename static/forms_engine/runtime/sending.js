// @ts-check
/** Send a record: once, however often the button is pressed or the line breaks. */
import { api, idempotencyKey } from "../../builder/core/api.js";

export class Sender {
  constructor() {
    /** The same content goes under the same key, so that a repeated request changes nothing. */
    this.content = "";
    this.key = "";
  }
  /** @param {string} url @param {Record<string, any>} values @param {{isNew: boolean, revision?: number}} options @returns {Promise<any>} */
  async send(url, values, { isNew, revision }) {
    const content = JSON.stringify([url, values, revision]);
    if (content !== this.content) {
      this.content = content;
      this.key = idempotencyKey();
    }
    if (isNew) return api.post(url, { values }, { idempotencyKey: this.key });
    return api.patch(url, { values, revision }, { idempotencyKey: this.key, ifMatch: revision });
  }
  /** The record as it is stored now. @param {string} url @returns {Promise<{values: Record<string, any>, labels?: Record<string, any>, revision: number}>} */
  current(url) { return api.get(url); }
}

/** A linked record as expressions see it. @param {string} records @param {number} id */
export async function linkedRecord(records, id) {
  const record = await api.get(`${records}${id}/`);
  return { ...record, ...record.values };
}
