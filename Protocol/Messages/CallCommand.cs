using System.Collections.Immutable;
using Fathom.Protocol.State;

namespace Fathom.Protocol.Messages;

/// <summary>client → server: run a command; the answer names this frame's id.</summary>
public sealed record CallCommand : Message
{
    /// <summary>Creates the frame.</summary>
    public CallCommand(Envelope envelope, string command, ImmutableArray<StateValue> arguments = default, MapValue? keywords = null, string? origin = null)
        : base(envelope)
    {
        Command = Check.NotNull(command, nameof(command));
        Arguments = arguments.IsDefault ? [] : arguments;
        Keywords = Check.Finite(envelope, keywords, nameof(keywords)) ?? MapValue.Empty;
        Origin = origin;
        foreach (StateValue argument in Arguments)
        {
            Check.Finite(envelope, argument, nameof(arguments));
        }
    }

    /// <inheritdoc/>
    public override string Type => MessageTypes.CallCommand;

    /// <summary>The command's name.</summary>
    public string Command { get; }

    /// <summary>Positional arguments; no command of the reference server reads any.</summary>
    public ImmutableArray<StateValue> Arguments { get; }

    /// <summary>Named arguments.</summary>
    public MapValue Keywords { get; }

    /// <summary>Who asks, for logs.</summary>
    public string? Origin { get; }

    internal override EnvelopeRule Rule => EnvelopeRule.InSession;
}
