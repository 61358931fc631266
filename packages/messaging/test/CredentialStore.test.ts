import { layerMemory } from "@lienhoi/messaging/CredentialStore"
import { suite } from "@lienhoi/testing/CredentialStoreSuite"

suite("memory", layerMemory)
