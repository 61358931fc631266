import "../../docs/guides/write-a-channel/SmsChannel.test.ts"
import "../../docs/guides/write-a-store/store.test.ts"
