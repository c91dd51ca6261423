// Uploading a file. The one request that is not made by the client: only this way tells how far it has come.

import { Problem, problemOf } from "../api/problem";
import type { components, paths } from "../api/schema";
import { session } from "../api/session.svelte";

export type Upload = components["schemas"]["Upload"];

const PATH = "/api/v1/uploads" satisfies keyof paths;

/** Uploads a file; `onprogress` hears the part of it that has left, from 0 to 1. Throws a `Problem`. */
export function upload(file: File, onprogress: (part: number) => void, signal: AbortSignal): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${PATH}?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onprogress(total > 0 ? loaded / total : 1);
    request.onload = () => {
      if (request.status === 201) return resolve(request.response as Upload);
      const headers = { "Retry-After": request.getResponseHeader("Retry-After") ?? "" };
      const problem = problemOf(new Response(null, { status: request.status, headers }), request.response);
      if (problem.code === "unauthenticated") session.end();
      reject(problem);
    };
    request.onerror = () => reject(new Problem("offline", 0));
    request.onabort = () => reject(new Problem("offline", 0));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
