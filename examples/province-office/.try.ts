import * as Office from "./server/office.ts"
const t0=performance.now(); const lap=(s:string)=>console.log(((performance.now()-t0)/1000).toFixed(1),s)
const o=await Office.open({folder:"/tmp/D/data",phonesPort:4711,tell:lap,elapsed:()=>performance.now(),random:Math.random})
lap("open "+o.password+o.phones+o.clock.now())
const b=await o.app.board({period:"2024-10"}); if(b.ok) console.log(b.value.levels, b.value.flagged.slice(0,5)); else console.log(b.issues)
const out=await o.app.outbox(); console.log(out.length, out.slice(0,3).map(x=>[x.row.key,x.state]))
for(let i=0;i<1;i++){const t=await o.app.tick(); lap("tick "+t.planned.length+" "+t.delivered.length); console.log(Object.entries(Object.groupBy(t.delivered,d=>d.state)).map(([k,v])=>[k,v!.length]))}
console.log((await o.app.worklist()).length, (await o.app.unsettled()).length)
const c=Object.groupBy(await o.app.outbox(),r=>JSON.stringify([r.state.at,(r.state as any).channel])); console.log(Object.entries(c).map(([k,v])=>[k,v!.length]))
await o.close(); lap("closed"); process.exit()
