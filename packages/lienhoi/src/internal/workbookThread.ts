/** A thread that opens one workbook and ends: what a file costs is bounded by the limits of the thread. */
import { parentPort, workerData } from "node:worker_threads"
import * as Annotation from "@lienhoi/office/Annotation"
import * as Workbook from "@lienhoi/office/Workbook"
import type { Task } from "./workbookFile.ts"

const task: Task = workerData

parentPort!.postMessage(
  task.does === "read"
    ? await Workbook.read(task.bytes)
    : await Annotation.annotate(task.bytes, task.issues, task.language)
)
