using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Export.Figures.Pages;

/// <summary>Puts the pictures of a page into a folder beside it, or into the page itself.</summary>
internal sealed class PageFiles
{
    /// <summary>The most that a page holds itself.</summary>
    public const long MostInline = 32L << 20;

    private static readonly PngDetails s_details = new() { Opaque = true, Published = true };

    private readonly string _page;
    private readonly bool _isInline;

    /// <summary>Creates it for a page.</summary>
    /// <param name="page">The page's file.</param>
    /// <param name="isInline">Whether pictures go into the page.</param>
    public PageFiles(string page, bool isInline) => (_page, _isInline) = (page, isInline);

    /// <summary>The folder beside the page.</summary>
    public string Folder => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_page))!, FolderName);

    /// <summary>Bytes of all pictures.</summary>
    public long Bytes { get; private set; }

    private string FolderName => Path.GetFileNameWithoutExtension(_page) + "_files";

    /// <summary>Takes a picture; says how the page refers to it.</summary>
    public string Add(int index, CapturedImage image, IReadOnlyList<KeyValuePair<string, string>> texts, double? dpi)
    {
        PngDetails details = s_details with { DotsPerInch = dpi ?? 0 };
        if (!_isInline)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"still-{index:00000}.png");
            Bytes += FigureFiles.Write(Path.Combine(Folder, name), file => PngWriter.Write(file, image, texts, details));
            return Uri.EscapeDataString(FolderName) + "/" + name;
        }

        using var picture = new MemoryStream();
        PngWriter.Write(picture, image, texts, details);
        Bytes += picture.Length;
        return Bytes <= MostInline ? "data:image/png;base64," + Convert.ToBase64String(picture.GetBuffer(), 0, (int)picture.Length) : throw new FathomException(
            ExitCode.Usage,
            $"Cannot put all pictures into {_page}.",
            $"They have more than {MostInline >> 20} MiB, and a page of that size opens slowly or not at all.",
            "Leave --inline out (the pictures then lie in a folder beside the page), show fewer with --frames A:B:STEP, or make them smaller with --size.");
    }
}
