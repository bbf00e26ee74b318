namespace Fathom.Client.Telemetry;

/// <summary>What became of an intent. The snake_case names are part of the reports.</summary>
internal enum IntentFate
{
    /// <summary>It is still on its way.</summary>
    Open,

    /// <summary>A picture shows it, and of later intents none that was acknowledged by then.</summary>
    Answered,

    /// <summary>The picture that shows it shows a later intent as well: its own was never on the screen.</summary>
    AnsweredTogether,

    /// <summary>What it asked for was on the screen before it was asked.</summary>
    Unchanged,

    /// <summary>A newer value took its place, or it was added to a newer amount, before it was sent.</summary>
    Superseded,

    /// <summary>The server refused it, or it was not sent because this server would.</summary>
    Rejected,

    /// <summary>The connection broke before it was answered.</summary>
    Lost,

    /// <summary>No picture answered it in time.</summary>
    NoPicture,
}
