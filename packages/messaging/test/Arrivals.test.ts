import * as Arrivals from "@lienhoi/messaging/Arrivals"
import { suite } from "@lienhoi/testing/ArrivalsSuite"

suite("memory", Arrivals.layerMemory)
