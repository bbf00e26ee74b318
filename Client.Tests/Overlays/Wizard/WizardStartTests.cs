using System;
using System.IO;
using System.Threading.Tasks;
using Fathom.Client.Overlays.Calibration;
using Fathom.Client.Overlays.Drawing;
using Fathom.Client.Overlays.Specs;
using Fathom.Client.Tests.Fixtures;
using Fathom.Client.Tests.Media;
using Fathom.Client.Tests.Server;
using Fathom.Client.Tests.Ui;
using Fathom.Client.Ui;
using Fathom.Render;
using Fathom.VolumeServer.Serving;
using Xunit;

namespace Fathom.Client.Tests.Overlays.Wizard;

/// <summary>From <c>--overlay FILE --calibrate</c> to an overlay that lies where it was said to.</summary>
public sealed class WizardStartTests
{
    [SkippableFact]
    public async Task The_overlay_lies_by_the_new_calibration_as_soon_as_it_is_saved()
    {
        MediaFact.SkipWithoutFormats();
        using var folder = new TemporaryFolder();
        string video = folder["mouse.mp4"];
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Fixtures", "overlays", "mouse.mp4"), video);
        File.WriteAllText(folder["points.csv"], "px,py,x,y\n50,50,55,13\n590,50,325,14\n590,430,326,203\n50,430,56,202\n");
        await using VolumeServerApp server = await TestServer.StartAsync();
        await using UiSession session = await UiSession.StartAsync(server, 1100, 640, settings => settings with
        {
            Overlays = [new VideoOverlaySpec { Id = "cam", Path = video }],
            Ui = settings.Ui with { Calibrates = true },
        });
        CalibrationView view = session.Ui.Main.Calibration;
        await session.UntilAsync(() => view.Session?.Wizard is not null, "the wizard, which the command line asked for");
        OverlayItem item = session.Parts.Overlays!.Find("cam")!;
        await session.UntilAsync(() => item.Aligned is not null, "the overlay in its place");
        Assert.False(item.IsCalibrated);

        await session.AskAsync(() =>
        {
            view.Import(folder["points.csv"]);
            return true;
        });
        await session.PressAsync(Key.Enter);
        await session.UntilAsync(() => !view.IsOpen, "the end of the calibration");
        await session.UntilAsync(() => session.Parts.Overlays.Find("cam") is { IsCalibrated: true }, "the overlay by its calibration");

        VideoCalibration saved = CalibrationDocument.Read(CalibrationDocument.PathBeside(video)).Calibration;
        Assert.Equal(saved.Map, await session.AskAsync(() => session.Parts.Overlays.Find("cam")!.Aligned!.Calibration.Map));

        // Opened again, it begins with the points of before, and what is there already is replaced only after a question.
        await session.PressAsync(Key.K);
        await session.UntilAsync(() => view.Session?.Wizard is { Draft.Pairs.Length: 4, IsDirty: false }, "the landmarks of before");
        await session.PressAsync(Key.Enter);
        await session.ClickAsync(await session.FindAsync("wizard.answer"));
        await session.UntilAsync(() => !view.IsOpen, "the end of the second calibration");
    }
}
