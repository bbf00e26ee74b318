using System;
using Fathom.Protocol.State;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>The dock: the view, the layers, and the controls of the chosen layer.</summary>
/// <remarks>Threads: main thread.</remarks>
internal sealed class LayerPanel
{
    /// <summary>The dock's name for scrolling.</summary>
    public const string Name = "dock";

    private static readonly Action<Gui, ShapeRect, string> s_swatch = ColormapSwatch.Draw;

    private readonly UiParts _parts;
    private readonly ViewRows _view;
    private readonly PropertyRows _rows;
    private readonly LayerControls _controls;
    private readonly OverlaysModel? _overlays;
    private readonly OverlayList? _overlayList;
    private readonly OverlayControls? _overlayControls;
    private float _height;

    /// <summary>Creates the panel.</summary>
    public LayerPanel(UiParts parts, ViewOptions options, PresenterPopup presenter, OverlaysModel? overlays = null)
    {
        _parts = parts;
        _rows = new PropertyRows(parts);
        _view = new ViewRows(parts, options, _rows, presenter);
        _controls = new LayerControls(parts, _rows);
        if (overlays is not null)
        {
            _overlays = overlays;
            _overlayList = new OverlayList(overlays, _rows);
            _overlayControls = new OverlayControls(overlays, _rows, new OverlayFigures(parts));
        }
    }

    /// <summary>Which layer's controls are shown, from the bottom.</summary>
    public int Chosen { get; set; }

    /// <summary>Opens the server's files; null where there are none.</summary>
    public Action? OpenFiles { get; set; }

    /// <summary>Opens the folders of this machine; null where nothing can be laid over the picture.</summary>
    public Action? AddOverlay
    {
        init
        {
            if (_overlayList is { } list)
            {
                list.OpenFiles = value;
            }
        }
    }

    /// <summary>The property of a layer.</summary>
    public static PropertyKey Key(LayerModel layer, string name) => new("layer", layer.Id, name);

    /// <summary>Shows the chosen layer, or hides it.</summary>
    public void ToggleVisible()
    {
        if (ChosenLayer is { } layer)
        {
            _parts.Intents.Set(Key(layer, "visible"), !IsVisible(layer));
        }
    }

    /// <summary>Runs the panel.</summary>
    public void Run(Gui gui, in ShapeRect place, long now)
    {
        if (place.IsEmpty)
        {
            return;
        }

        gui.Canvas.FillBehind(place, gui.Theme.Panel);
        gui.Canvas.Fill(new ShapeRect(place.Right - 1, place.Y, 1, place.Height), gui.Theme.Line);
        ref float scroll = ref gui.ScrollOf(new UiId(Name));
        float most = Math.Max(0, _height - place.Height);
        scroll = Math.Clamp(scroll, 0, most);
        var inner = new ShapeRect(place.X + gui.Px(12), place.Y + gui.Px(6) - MathF.Round(scroll), place.Width - gui.Px(24), 1e6f);
        gui.PushClip(place);
        _rows.Begin(inner, now);
        _view.Run(gui);
        Layers(gui);
        _overlayList?.Run(gui);
        if (_overlays?.Chosen is { } overlay)
        {
            _overlayControls!.Run(gui, overlay);
        }
        else if (ChosenLayer is { } layer)
        {
            _controls.Run(gui, layer, Chosen);
        }

        _height = _rows.Y - inner.Y + gui.Px(18);
        gui.PopClip();
        ScrollBar(gui, place, scroll, most);

        // Sliders take the wheel before; what is left scrolls the dock.
        scroll -= (float)gui.TakeScroll(place) * gui.Px(40);
        gui.Shield(place);
    }

    private LayerModel? ChosenLayer
    {
        get
        {
            LayersModel layers = _parts.State.View.Layers;
            return layers.Layers.IsEmpty ? null : layers.Layers[Math.Clamp(Chosen, 0, layers.Layers.Length - 1)];
        }
    }

    private void Layers(Gui gui)
    {
        LayersModel layers = _parts.State.View.Layers;
        _rows.Heading(gui, "LAYERS");
        if (_parts.Files is { CanLoad: true } && OpenFiles is { } open)
        {
            var button = new ShapeRect(_rows.Right - gui.Px(70), _rows.Y - gui.Px(24), gui.Px(70), gui.Px(22));
            if (gui.Button(new UiId("layers.open"), button, "Open…", "Opens another dataset of the server (Ctrl+O)"))
            {
                open();
            }
        }

        if (layers.Layers.IsEmpty)
        {
            gui.Label(_rows.Plain(gui), "No layers yet", gui.Theme.Dim);
        }

        // The uppermost layer first, as everybody draws lists of layers.
        for (int i = layers.Layers.Length - 1; i >= 0; i--)
        {
            LayerRow(gui, _rows.Plain(gui, 28), layers.Layers[i], i);
            _rows.Reason(gui, Key(layers.Layers[i], "visible"));
        }
    }

    private void LayerRow(Gui gui, ShapeRect row, LayerModel layer, int index)
    {
        ShapeRect back = row.Inset(0, 1);
        bool isChosen = _overlays?.Chosen is null && ReferenceEquals(layer, ChosenLayer);
        bool isVisible = IsVisible(layer);
        var id = new UiId("layer.row", index);
        gui.Canvas.FillRound(back, gui.Px(5), isChosen ? gui.Theme.Control : gui.IsOver(back) ? gui.Theme.Hover.WithAlpha(0.5) : gui.Theme.Panel);
        ShapeRect box = row.CutLeft(gui.Px(30), out row).Inset(gui.Px(5), gui.Px(3));
        if (gui.Check(new UiId("layer.visible", index), box with { Width = box.Height }, default, ref isVisible))
        {
            _parts.Intents.Set(Key(layer, "visible"), isVisible);
        }

        PropertyMark.Draw(gui, _parts, Key(layer, "visible"), row.CutRight(gui.Px(18), out row), _rows.Now);
        ShapeRect swatch = row.CutRight(gui.Px(36), out row).Inset(gui.Px(2), gui.Px(9));
        if (!LayerControls.IsLabels(layer))
        {
            s_swatch(gui, swatch, _parts.Intents.Shown(Key(layer, "colormap"))?.AsText() ?? layer.Colormap);
        }

        gui.Label(row.Inset(gui.Px(4), 0), layer.Name, isVisible ? gui.Theme.Text : gui.Theme.Dim, UiAlign.Left, isChosen ? gui.Bold : gui.Body);
        gui.Place(id, row);
        gui.TryPress(id, back);
        if (gui.TryClick(id, back))
        {
            Chosen = index;
            _overlays?.Choose(null);
        }
    }

    private bool IsVisible(LayerModel layer) => _parts.Intents.Shown(Key(layer, "visible"))?.AsBool() ?? true;

    private static void ScrollBar(Gui gui, in ShapeRect place, float scroll, float most)
    {
        if (most <= 0)
        {
            return;
        }

        float height = Math.Max(gui.Px(24), place.Height * place.Height / (place.Height + most));
        float y = place.Y + ((place.Height - height) * scroll / most);
        gui.Canvas.FillRound(new ShapeRect(place.Right - gui.Px(6), y, gui.Px(4), height), gui.Px(2), gui.Theme.Hover);
    }
}
