namespace Fathom.Client.Profiling.Sessions;

/// <summary>Something that happened besides intents and frames.</summary>
/// <param name="Repeat">The repetition, from 1; 0 for none.</param>
/// <param name="At">Milliseconds since the session began.</param>
/// <param name="Name">What: mark, first_picture, reconnect, complaint.</param>
/// <param name="Ms">How long it took; NaN for what takes no time.</param>
/// <param name="Text">More about it; may be empty.</param>
internal readonly record struct SessionEvent(int Repeat, double At, string Name, double Ms, string Text)
{
    /// <summary>From connecting to the first picture.</summary>
    public const string FirstPicture = "first_picture";

    /// <summary>From the broken connection to the next picture.</summary>
    public const string Reconnect = "reconnect";

    /// <summary>A remark of the scenario.</summary>
    public const string Mark = "mark";

    /// <summary>What a step of the scenario met.</summary>
    public const string Complaint = "complaint";
}
