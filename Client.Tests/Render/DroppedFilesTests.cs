using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using Fathom.Render;
using Xunit;

namespace Fathom.Client.Tests.Render;

/// <summary>What GLFW lends for the length of a call is copied, within bounds.</summary>
public sealed class DroppedFilesTests
{
    [Fact]
    public void Names_are_copied_with_their_signs()
        => Assert.Equal(["/data/mouse.mp4", "/data/Größe µm/点.csv"], Copy(2, "/data/mouse.mp4", "/data/Größe µm/点.csv").Paths.ToArray());

    [Fact]
    public void Only_so_many_are_taken_and_the_rest_is_counted()
    {
        DroppedFiles dropped = Copy(DroppedFiles.Most + 3, [.. Enumerable.Repeat("/a", DroppedFiles.Most + 3)]);

        Assert.Equal(DroppedFiles.Most, dropped.Paths.Length);
        Assert.Equal(3, dropped.LeftOut);
    }

    [Fact]
    public void A_name_without_end_and_one_without_signs_are_left_out()
    {
        DroppedFiles dropped = Copy(3, new string('x', DroppedFiles.LongestName + 1), "", "/a");

        Assert.Equal(["/a"], dropped.Paths.ToArray());
        Assert.Equal(2, dropped.LeftOut);
    }

    [Fact]
    public void A_list_that_is_not_there_is_empty()
    {
        Assert.Equal((0, 2), (DroppedFiles.Copy(2, 0).Paths.Length, DroppedFiles.Copy(2, 0).LeftOut));
        Assert.Equal((0, 0), (DroppedFiles.Copy(-1, 0).Paths.Length, DroppedFiles.Copy(-1, 0).LeftOut));
    }

    private static DroppedFiles Copy(int count, params string[] names)
    {
        var lent = new List<nint>();
        nint list = Marshal.AllocHGlobal(names.Length * nint.Size);
        try
        {
            foreach (string name in names)
            {
                byte[] text = Encoding.UTF8.GetBytes(name + '\0');
                nint place = Marshal.AllocHGlobal(text.Length);
                Marshal.Copy(text, 0, place, text.Length);
                Marshal.WriteIntPtr(list, lent.Count * nint.Size, place);
                lent.Add(place);
            }

            return DroppedFiles.Copy(count, list);
        }
        finally
        {
            lent.ForEach(Marshal.FreeHGlobal);
            Marshal.FreeHGlobal(list);
        }
    }
}
