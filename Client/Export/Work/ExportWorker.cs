using System;
using System.Collections.Generic;
using System.Threading;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Remote;

namespace Fathom.Client.Export.Work;

/// <summary>Makes parts until none is left: asks for pictures, paints them, writes them.</summary>
/// <remarks>Threads: one of its own for each. It keeps one frame's memory and a few pictures, however long the movie is.</remarks>
internal sealed class ExportWorker
{
    private readonly ExportJob _job;
    private readonly CancellationToken _cancel;
    private IPartWriter? _writer;
    private int _part = PartQueue.None;

    /// <summary>Creates a worker.</summary>
    public ExportWorker(ExportJob job, CancellationToken cancel)
    {
        _job = job;
        _cancel = cancel;
    }

    /// <summary>Works until the last part is taken; throws what went wrong, and leaves no half part behind.</summary>
    public void Work()
    {
        using IFramePainter painter = _job.OpenPainter();
        using var ahead = new FrameAhead(Frames(), (frame, cancel) => _job.Render(_job.Plan.StepOf(frame), cancel), _job.Ahead, _cancel);
        byte[] rgba = new byte[_job.Plan.Size.Width * _job.Plan.Size.Height * 4];
        try
        {
            long at = _job.Time.GetTimestamp();
            while (ahead.TryTake(out int part, out int frame, out RemotePicture picture))
            {
                using (picture)
                {
                    painter.Paint(picture, _job.Plan.StepOf(frame), rgba);
                }

                Write(part, frame, rgba);
                long now = _job.Time.GetTimestamp();
                _job.Tally.Count(frame, _job.Time.GetElapsedTime(at, now));
                at = now;
                _cancel.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            _job.Tally.Miss(painter.Missing);
            _writer?.Dispose();
        }
    }

    private void Write(int part, int frame, ReadOnlySpan<byte> rgba)
    {
        if (part != _part)
        {
            _part = part;
            _writer = _job.OpenPart(part);
        }

        _writer!.Write(frame, rgba);
        if (frame != _job.Plan.Parts.FirstOf(part) + _job.Plan.Parts.CountOf(part) - 1)
        {
            return;
        }

        FinishedPart finished = _writer.Finish();
        _writer.Dispose();
        _writer = null;
        _job.Folder.Finish(finished);
        _job.Tally.Finish(finished.Bytes);
        _job.PartFinished(part);
    }

    /// <summary>The frames of one part after the other; a part is taken when its first picture is to be asked for.</summary>
    private IEnumerable<(int Part, int Frame)> Frames()
    {
        for (int part = _job.Queue.Take(PartQueue.None); part != PartQueue.None; part = _job.Queue.Take(part))
        {
            int first = _job.Plan.Parts.FirstOf(part);
            for (int i = 0; i < _job.Plan.Parts.CountOf(part); i++)
            {
                yield return (part, first + i);
            }
        }
    }
}
