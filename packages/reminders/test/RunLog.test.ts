import { layerMemory } from "@lienhoi/reminders/RunLog"
import { suite } from "@lienhoi/testing/RunLogSuite"

let associations = 0

suite("memory", layerMemory, () => `vi-du-${++associations}`)
