using System.Collections.Generic;
using Fathom.Client.Telemetry;

namespace Fathom.Client.Tests.Telemetry;

/// <summary>A sink that keeps everything.</summary>
internal sealed class RecordList : ITelemetrySink
{
    public List<FrameRecord> Frames { get; } = [];

    public List<IntentRecord> Intents { get; } = [];

    public List<FrameRecord> Answers { get; } = [];

    public void OnFrame(in FrameRecord frame) => Frames.Add(frame);

    public void OnIntent(in IntentRecord intent, in FrameRecord answer)
    {
        Intents.Add(intent);
        Answers.Add(answer);
    }
}
