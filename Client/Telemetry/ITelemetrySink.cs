namespace Fathom.Client.Telemetry;

/// <summary>Takes records when they are complete. What it needs later it copies.</summary>
/// <remarks>Threads: main thread. A frame's call allocates nothing and takes microseconds; files are written elsewhere.</remarks>
internal interface ITelemetrySink
{
    /// <summary>A frame was shown and its fence has signalled, or it was dropped.</summary>
    void OnFrame(in FrameRecord frame);

    /// <summary>An intent's end.</summary>
    /// <param name="intent">The intent.</param>
    /// <param name="answer">The frame that answered it; of no meaning when <see cref="IntentRecord.Shown"/> is 0.</param>
    void OnIntent(in IntentRecord intent, in FrameRecord answer);
}
