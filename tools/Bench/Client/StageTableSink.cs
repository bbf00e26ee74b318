using Fathom.Client.Telemetry;

namespace Fathom.Bench.Client;

/// <summary>Cuts every frame into stages, as the live figures do.</summary>
internal sealed class StageTableSink(StageTable table, long frequency) : ITelemetrySink
{
    public void OnFrame(in FrameRecord frame) => table.Add(StageBreakdown.Of(frame, frequency));

    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
    }
}
