import * as CascadeStore from "@lienhoi/messaging/CascadeStore"
import * as UnitGroup from "@lienhoi/messaging/UnitGroup"
import * as UnitGroupsSuite from "@lienhoi/testing/UnitGroupsSuite"
import * as Layer from "effect/Layer"

UnitGroupsSuite.suite("in memory", Layer.merge(UnitGroup.layerMemory, CascadeStore.layerMemory))
