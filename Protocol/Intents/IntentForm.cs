namespace Fathom.Protocol.Intents;

/// <summary>What an intent's numbers mean, which decides how two of them are combined.</summary>
public enum IntentForm
{
    /// <summary>Any value; a newer one overwrites.</summary>
    Value = 0,

    /// <summary>An index along an axis; a newer one overwrites, or is walked to one by one.</summary>
    Index,

    /// <summary>A number of indices to go; they add up.</summary>
    Step,

    /// <summary>A drag in pixels; drags add up.</summary>
    Pan,

    /// <summary>A rotation in degrees; rotations add up.</summary>
    Orbit,

    /// <summary>A factor about an anchor; factors multiply, the last anchor stays.</summary>
    Zoom,
}
