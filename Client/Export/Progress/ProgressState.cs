namespace Fathom.Client.Export.Progress;

/// <summary>How far an export is.</summary>
/// <param name="Done">Frames that are done, those of earlier runs included.</param>
/// <param name="Total">All frames.</param>
/// <param name="Bytes">How large the finished parts are.</param>
/// <param name="PerSecond">Frames a second of late; 0 while nobody knows.</param>
internal readonly record struct ProgressState(int Done, int Total, long Bytes, double PerSecond);
