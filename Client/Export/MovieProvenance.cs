using System.IO;
using System.Linq;
using System.Text;
using Fathom.Client.Commands;
using Fathom.Client.Export.Plans;
using Fathom.Client.Sessions;
using Fathom.Decode.Media;
using Fathom.Protocol.State;

namespace Fathom.Client.Export;

/// <summary>What a movie says of itself: enough to make it again. No clock, no path, no machine, so that the same movie is the same file.</summary>
internal static class MovieProvenance
{
    /// <summary>The metadata of a plan's movie.</summary>
    public static MovieMetadata Of(ExportPlan plan)
    {
        MapValue map = MapValue.Of(
            ("software", "Fathom " + ProductVersion.Text),
            ("axis", plan.Axis.Name),
            ("frames", plan.Frames.ToString()),
            ("size", plan.Size.ToString()),
            ("fps", plan.Rate.ToString()),
            ("step", ListValue.Of<int>(plan.StepOf(0).AsSpan(), static index => (StateValue)index)),
            ("view", plan.Recipe.View));
        if (!plan.Overlays.IsEmpty)
        {
            map = map.With("overlays", new ListValue([.. plan.Files.Select(static file => (StateValue)MapValue.Of(
                ("file", Path.GetFileName(file["path"]!.AsText()!)), ("bytes", file["bytes"]!), ("head_sha256", file["head"]!)))]));
        }

        return new MovieMetadata { Title = plan.Annotations["title"]?.AsText() ?? "", Comment = Encoding.UTF8.GetString(SessionJson.Write(map)) };
    }
}
