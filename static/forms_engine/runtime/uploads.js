// @ts-check
/** Send one file and tell how far it is. */
import { csrfToken, ProblemError } from "../../builder/core/api.js";

/**
 * @param {string} url @param {File} file @param {{field: string, onProgress?: (part: number) => void, signal?: AbortSignal}} options
 * @returns {Promise<{id: string, name: string, size: number, url?: string}>}
 */
export function upload(url, file, { field, onProgress, signal }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("file", file, file.name);
    body.append("field", field);
    request.open("POST", url);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("X-CSRFToken", csrfToken());
    request.upload.onprogress = (event) => { if (event.lengthComputable) onProgress?.(event.loaded / event.total); };
    request.onload = () => {
      const answer = request.response ?? {};
      if (request.status >= 200 && request.status < 300) resolve(answer);
      else reject(new ProblemError({ status: request.status, detail: answer.problems?.[0]?.message ?? answer.detail, ...answer }));
    };
    request.onerror = () => reject(new ProblemError({ status: 0 }));
    request.onabort = () => reject(new DOMException("", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    request.send(body);
  });
}
