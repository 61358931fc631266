import * as Attachments from "@lienhoi/report/Attachments"
import * as AttachmentsSuite from "@lienhoi/testing/AttachmentsSuite"

AttachmentsSuite.suite("memory", Attachments.layerMemory)
