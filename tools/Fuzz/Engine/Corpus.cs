using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Fathom.Fuzz.Engine;

/// <summary>The seeds: <c>*.jsonl</c> holds one frame a line, <c>*.hex</c> one line "target hexadecimal" for each binary input.</summary>
internal sealed class Corpus
{
    private readonly List<byte[]> _frames = [];
    private readonly Dictionary<string, List<byte[]>> _binary = [];

    public IReadOnlyList<byte[]> Frames => _frames;

    public static Corpus Load(params IEnumerable<string> folders)
    {
        var corpus = new Corpus();
        foreach (string folder in folders)
        {
            foreach (string file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
            {
                corpus.Add(file);
            }
        }

        return corpus;
    }

    public IReadOnlyList<byte[]> Binary(string target) => _binary.TryGetValue(target, out List<byte[]>? seeds) ? seeds : [];

    private void Add(string file)
    {
        IEnumerable<string> lines = File.ReadLines(file).Where(static line => line.Length > 0);
        switch (Path.GetExtension(file))
        {
            case ".jsonl":
                _frames.AddRange(lines.Select(Encoding.UTF8.GetBytes));
                break;
            case ".hex":
                foreach (string[] parts in lines.Select(static line => line.Split(' ', 2)))
                {
                    if (!_binary.TryGetValue(parts[0], out List<byte[]>? seeds))
                    {
                        seeds = [];
                        _binary.Add(parts[0], seeds);
                    }

                    seeds.Add(Convert.FromHexString(parts[1]));
                }

                break;
            default:
                break;
        }
    }
}
