using System;
using System.IO;
using System.Security.Cryptography;
using Fathom.Client.Export.Parts;
using Fathom.Client.Export.Plans;
using Fathom.Render;

namespace Fathom.Client.Export.Work;

/// <summary>A part as a folder of pictures.</summary>
internal sealed class PngPart : IPartWriter
{
    private readonly ExportPlan _plan;
    private readonly string _path;
    private readonly int _part;
    private readonly CapturedImage _image;
    private bool _finished;

    /// <summary>Begins a part.</summary>
    public PngPart(ExportPlan plan, PartFolder folder, int part)
    {
        folder.Discard(part);
        _plan = plan;
        _path = folder.UnfinishedOf(part);
        _part = part;
        _image = new CapturedImage(plan.Size.Width, plan.Size.Height, new byte[plan.Size.Width * plan.Size.Height * 4]);
        Directory.CreateDirectory(_path);
    }

    /// <inheritdoc/>
    public void Write(int frame, ReadOnlySpan<byte> rgba)
    {
        rgba.CopyTo(_image.Rgba);
        using var file = new FileStream(Path.Combine(_path, _plan.Target.NameOf(frame)), FileMode.Create, FileAccess.Write);
        PngWriter.Write(file, _image, FrameTexts.Of(_plan, frame));
        file.Flush(flushToDisk: true);
    }

    /// <inheritdoc/>
    public FinishedPart Finish()
    {
        FinishedPart part = Measure(_plan, _part, name => Path.Combine(_path, name));
        _finished = true;
        return part;
    }

    /// <summary>Size and checksum of a part's pictures, wherever they lie.</summary>
    public static FinishedPart Measure(ExportPlan plan, int part, Func<string, string> pathOf)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        for (int i = 0; i < plan.Parts.CountOf(part); i++)
        {
            using var file = new FileStream(pathOf(plan.Target.NameOf(plan.Parts.FirstOf(part) + i)), FileMode.Open, FileAccess.Read);
            for (int read = file.Read(buffer); read > 0; read = file.Read(buffer))
            {
                hash.AppendData(buffer, 0, read);
                bytes += read;
            }
        }

        return new FinishedPart(part, bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_finished && Directory.Exists(_path))
        {
            Directory.Delete(_path, recursive: true);
        }
    }
}
