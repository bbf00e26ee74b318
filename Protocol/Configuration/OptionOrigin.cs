namespace Fathom.Protocol.Configuration;

/// <summary>Where the value of an option came from; a later member wins over an earlier one.</summary>
public enum OptionOrigin
{
    /// <summary>Nobody set it.</summary>
    Default,

    /// <summary>The configuration file.</summary>
    File,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The command line.</summary>
    CommandLine,
}
