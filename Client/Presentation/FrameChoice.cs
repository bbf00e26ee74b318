namespace Fathom.Client.Presentation;

/// <summary>Why the presenter gave out a frame. The snake_case names are part of the reports.</summary>
internal enum FrameChoice
{
    /// <summary>It did not.</summary>
    None,

    /// <summary>It is the first of its stream: there is nothing to be smooth with.</summary>
    First,

    /// <summary>It was the newest, and the policy waits for nothing.</summary>
    Newest,

    /// <summary>It was due.</summary>
    Due,

    /// <summary>It was due so soon that a refresh later would have been too late.</summary>
    Early,
}
