namespace Fathom.Client.Recording.Serving;

/// <summary>Somebody who watches a served recording.</summary>
/// <remarks>Threads: called under the playhead's lock; returns at once.</remarks>
internal interface IPlayheadListener
{
    /// <summary>The recording stands before this entry: it has just begun to watch, or the recording begins anew.</summary>
    void OnBegin(int position);

    /// <summary>This entry is due.</summary>
    void OnEntry(int index);
}
