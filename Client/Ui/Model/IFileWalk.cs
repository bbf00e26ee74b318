using System.Collections.Immutable;
using Fathom.Protocol.Commands;

namespace Fathom.Client.Ui;

/// <summary>A walk through directories, the server's or this machine's: where we are, what is there, what went wrong, where we came from.</summary>
/// <remarks>Threads: main thread. Nothing waits: an answer is there in a later pass, and a wake says so.</remarks>
internal interface IFileWalk
{
    /// <summary>Counts up with every change.</summary>
    long Version { get; }

    /// <summary>Whether directories are listed.</summary>
    bool CanList { get; }

    /// <summary>Whether it is said what a file is before it is opened.</summary>
    bool CanDescribe { get; }

    /// <summary>The directory; null before the first listing.</summary>
    string? Path { get; }

    /// <summary>What is in it, or the choices that a path with several datasets leaves.</summary>
    ImmutableArray<DatasetEntry> Entries { get; }

    /// <summary>Whether the entries are choices.</summary>
    bool IsChoice { get; }

    /// <summary>What is said of the entries; empty for nothing.</summary>
    string Remark { get; }

    /// <summary>What is being done; null for nothing.</summary>
    string? Busy { get; }

    /// <summary>What went wrong last; null for nothing.</summary>
    string? Error { get; }

    /// <summary>The path that was opened last; the dialog closes by it.</summary>
    string? Loaded { get; }

    /// <summary>Whether there is somewhere to go back to.</summary>
    bool CanGoBack { get; }

    /// <summary>Lists a directory; null for the one where browsing begins.</summary>
    void List(string? path);

    /// <summary>Goes to the directory before.</summary>
    void Back();

    /// <summary>Goes to the directory above.</summary>
    void Up();

    /// <summary>Goes into a directory, or opens what it is.</summary>
    void Enter(DatasetEntry entry);

    /// <summary>The same with a path that was typed.</summary>
    void GoOrLoad(string typed);

    /// <summary>The word for what can be opened; null for what is only walked through.</summary>
    string? KindOf(DatasetEntry entry);

    /// <summary>What a file is; null when that is not known yet.</summary>
    DatasetFacts? FactsOf(DatasetEntry entry);
}
