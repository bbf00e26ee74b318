namespace Fathom.Client.Profiling.Sessions;

/// <summary>The moments of an intent that a session keeps. The snake_case names, with <c>t_</c> before, are part of the files.</summary>
internal enum IntentStamp
{
    /// <summary>The user's event.</summary>
    Input,

    /// <summary>The client had made an intent of it.</summary>
    Queued,

    /// <summary>The throttle let it go.</summary>
    Dispatched,

    /// <summary>It was written to the socket.</summary>
    Sent,

    /// <summary>The server got it; its clock placed on ours.</summary>
    ServerReceived,

    /// <summary>The server had applied it; its clock placed on ours.</summary>
    ServerApplied,

    /// <summary>The answer had arrived.</summary>
    Acked,

    /// <summary>The picture that answers it was on the screen.</summary>
    Shown,
}
