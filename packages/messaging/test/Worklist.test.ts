import { layerMemory } from "@lienhoi/messaging/Worklist"
import { suite } from "@lienhoi/testing/WorklistSuite"

suite("memory", layerMemory)
