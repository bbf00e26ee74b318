using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Fathom.Protocol.Errors;

namespace Fathom.Client.Scripts;

/// <summary>A script: what to do and when, one JSON object a line. Checked as a whole before anything is done.</summary>
/// <param name="Name">Where it came from, for messages.</param>
/// <param name="Steps">The steps in order.</param>
internal sealed record ScriptFile(string Name, ImmutableArray<ScriptStep> Steps)
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    public static ScriptFile Read(string path)
    {
        try
        {
            if (path == StandardInput)
            {
                using var input = new StreamReader(Console.OpenStandardInput());
                return Parse(input, "standard input");
            }

            using var reader = new StreamReader(path);
            return Parse(reader, path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FathomException(ExitCode.Usage, $"Cannot read the script {path}.", error.Message, "Check --script; - means standard input.", error);
        }
    }

    /// <summary>Reads a script; throws what the user is told about the first line that cannot be used.</summary>
    public static ScriptFile Parse(TextReader text, string name)
    {
        var steps = ImmutableArray.CreateBuilder<ScriptStep>();
        TimeSpan latest = TimeSpan.Zero;
        for (int number = 1; text.ReadLine() is { } line; number++)
        {
            // Empty lines and remarks are for people.
            if (line.AsSpan().Trim() is { IsEmpty: false } content && content[0] != '#')
            {
                ScriptStep step = ScriptLineReader.Read(line, number, name);
                latest = step.At switch
                {
                    { } at when at < latest => throw ScriptLineReader.Mistake(
                        name, number, $"Its at_ms is {at.TotalMilliseconds:0.###}, and a line before it has {latest.TotalMilliseconds:0.###}.", "Write the lines in the order in which they are done."),
                    { } at => at,
                    null => latest,
                };
                steps.Add(step);
            }
        }

        return new ScriptFile(name, steps.DrainToImmutable());
    }

    /// <summary>The same of lines.</summary>
    public static ScriptFile Parse(IEnumerable<string> lines, string name) => Parse(new StringReader(string.Join('\n', lines)), name);
}
