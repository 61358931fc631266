import * as ConversationStore from "@lienhoi/report/ConversationStore"
import * as ConversationStoreSuite from "@lienhoi/testing/ConversationStoreSuite"

ConversationStoreSuite.suite("in memory", ConversationStore.layerMemory)
