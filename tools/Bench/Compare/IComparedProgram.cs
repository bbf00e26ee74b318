using System;
using System.Threading;

namespace Fathom.Bench.Compare;

/// <summary>A program that plays the clips, ours or a peer.</summary>
internal interface IComparedProgram : IDisposable
{
    /// <summary>What it is called on the command line and in the tables.</summary>
    string Name { get; }

    /// <summary>What it does with each picture, and what it does not.</summary>
    string Does { get; }

    /// <summary>Name and version of what is run, once <see cref="WhyNot"/> has found it.</summary>
    string Version { get; }

    /// <summary>The command that is measured, as somebody would type it.</summary>
    string CommandFor(ComparedClip clip, int frames);

    /// <summary>Null when it can run here, else what to install.</summary>
    string? WhyNot();

    /// <summary>Whether it is compared with this clip at all.</summary>
    bool Plays(ComparedClip clip);

    /// <summary>Plays a clip and measures. Throws <see cref="ProgramFailedException"/> when it fails.</summary>
    ProgramFigures Measure(ComparedClip clip, int frames, CancellationToken interrupt);
}
