// @ts-check
/** Send an answer once, however often the button is pressed or the line breaks. */
import { api, idempotencyKey } from "../../builder/core/api.js";

export class Answers {
  constructor() {
    this.busy = false;
    this.content = "";
    this.key = "";
  }

  /**
   * Post; the same content goes under the same key, so that a repeated request changes nothing. Answers null while
   * another answer is on its way.
   * @param {string} url @param {Record<string, any>} body
   */
  async send(url, body) {
    if (this.busy) return null;
    this.busy = true;
    const content = JSON.stringify([url, body]);
    if (content !== this.content) {
      this.content = content;
      this.key = idempotencyKey();
    }
    try {
      const answer = (await api.post(url, { ...body, command_id: this.key })) ?? {};
      this.content = "";
      return answer;
    } finally {
      this.busy = false;
    }
  }
}
