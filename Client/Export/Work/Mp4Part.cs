using System;
using System.IO;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Decode.Media;

namespace Fathom.Client.Export.Work;

/// <summary>A part as a small movie.</summary>
internal sealed class Mp4Part : IPartWriter
{
    private readonly string _path;
    private readonly int _part;
    private readonly int _stride;
    private readonly MovieWriter _movie;
    private bool _finished;

    /// <summary>Begins a part.</summary>
    public Mp4Part(ExportPlan plan, PartFolder folder, int part)
    {
        folder.Discard(part);
        _path = folder.UnfinishedOf(part);
        _part = part;
        _stride = plan.Size.Width * 4;
        _movie = MovieWriter.Create(_path, plan.Movie);
    }

    /// <inheritdoc/>
    public void Write(int frame, ReadOnlySpan<byte> rgba) => _movie.Write(rgba, _stride);

    /// <inheritdoc/>
    public FinishedPart Finish()
    {
        _movie.Finish();
        long bytes;
        using (var file = new FileStream(_path, FileMode.Open, FileAccess.ReadWrite))
        {
            file.Flush(flushToDisk: true);
            bytes = file.Length;
        }

        _finished = true;
        return new FinishedPart(_part, bytes, FileMark.ChecksumOf(_path));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _movie.Dispose();
        if (!_finished)
        {
            File.Delete(_path);
        }
    }
}
