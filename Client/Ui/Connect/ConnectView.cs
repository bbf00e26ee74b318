using System;
using Fathom.Client.Commands;
using Fathom.Protocol.Errors;
using Fathom.Render;

namespace Fathom.Client.Ui;

/// <summary>Which server? An address to type, and those that were used before.</summary>
/// <remarks>Threads: main thread. Knows no GL.</remarks>
internal sealed class ConnectView
{
    private static readonly UiId s_address = new("connect.address");
    private static readonly UiId s_pixel = new("connect.pixel");

    private readonly RecentServers _recent;
    private string _url = "ws://127.0.0.1:8081";
    private string _pixel = string.Empty;
    private string _remembered = string.Empty;
    private string? _error;

    /// <summary>Creates a view over the servers that are remembered.</summary>
    public ConnectView(RecentServers recent, UiTheme theme)
    {
        _recent = recent;
        Gui.Theme = theme;
        if (recent.Servers.Count > 0)
        {
            (_url, _pixel) = (recent.Servers[0].Url, recent.Servers[0].PixelUrl ?? string.Empty);
            _remembered = _pixel;
        }

        // Whoever starts the program may type at once, or press enter for the server of the last time.
        Gui.Focus = s_address;
    }

    /// <summary>The toolkit.</summary>
    public Gui Gui { get; } = new();

    /// <summary>What was chosen; null until something is.</summary>
    public RecentServer? Chosen { get; private set; }

    /// <summary>One pass. True when the event was taken.</summary>
    public bool Pass(IShapeCanvas canvas, int width, int height, float scale, double seconds, in InputEvent input)
    {
        Gui.Begin(canvas, width, height, scale, seconds, input);
        float recentHeight = _recent.Servers.Count == 0 ? 0 : Gui.Px(34) + (_recent.Servers.Count * Gui.Px(30));
        float cardWidth = Math.Min(width - Gui.Px(16), Gui.Px(520));
        float errorHeight = _error is null ? 0 : Gui.ParagraphHeight(_error, cardWidth - Gui.Px(48), Gui.Body) + Gui.Px(6);
        float cardHeight = Gui.Px(252) + recentHeight + errorHeight;
        var card = new ShapeRect(MathF.Round((width - cardWidth) / 2), MathF.Round(Math.Max(Gui.Px(8), (height - cardHeight) / 2)), cardWidth, cardHeight);
        Gui.Canvas.FillBehind(Gui.Window, ShapeColor.Rgb(Gui.Theme.Canvas));
        Gui.Card(card);
        ShapeRect rest = card.Inset(Gui.Px(24), Gui.Px(16));
        Gui.Label(rest.CutTop(Gui.Px(36), out rest), "Fathom", Gui.Theme.Text, UiAlign.Left, new TextStyle(Gui.Px(20), true));
        Gui.Label(rest.CutTop(Gui.Px(22), out rest), "Shows volumes that are rendered somewhere else.", Gui.Theme.Dim);
        rest.CutTop(Gui.Px(8), out rest);
        Fields(ref rest);
        Recent(ref rest);
        Gui.DrawTip();
        return Gui.End();
    }

    private void Fields(ref ShapeRect rest)
    {
        Text(ref rest, s_address, "Server", ref _url, "The state channel, for example ws://127.0.0.1:8081");
        Text(ref rest, s_pixel, "Video", ref _pixel, "The pixel channel; empty for the next port of the same host");
        rest.CutTop(Gui.Px(8), out rest);
        ShapeRect row = rest.CutTop(Gui.Px(30), out rest);
        bool wanted = Gui.Button(new UiId("connect.go"), row.CutRight(Gui.Px(110), out row), "Connect", null, isOn: true);
        if (wanted || (Gui.HasEvent(InputKind.KeyDown) && Gui.Event.Key is Key.Enter or Key.KeypadEnter && Gui.Focus.IsNone && Gui.Take()))
        {
            Choose(new RecentServer(_url, _pixel.Length == 0 ? null : _pixel));
        }

        rest.CutTop(Gui.Px(6), out rest);
        if (_error is not null)
        {
            rest.CutTop(Gui.Paragraph(rest, _error, Gui.Theme.Bad, Gui.Body) + Gui.Px(6), out rest);
        }

        Gui.Label(rest.CutTop(Gui.Px(24), out rest), "Without a server of your own, try: fathom demo", Gui.Theme.Dim, UiAlign.Left, Gui.Small);
    }

    private void Text(ref ShapeRect rest, UiId id, string name, ref string value, string tip)
    {
        ShapeRect row = rest.CutTop(Gui.Px(34), out rest);
        Gui.Label(row.CutLeft(Gui.Px(70), out row), name, Gui.Theme.Text);
        bool isChanged = Gui.Field(id, row.Inset(0, Gui.Px(3)), value, UiAlign.Left, tip);
        if (id == s_pixel && value.Length == 0 && Gui.Focus != id)
        {
            Gui.Label(row.Inset(Gui.Px(8), 0), "the next port of the same host", Gui.Theme.Dim);
        }

        if (isChanged)
        {
            string entered = Gui.Edit.Text.Trim().ToString();
            if (id == s_address && entered != value && _pixel == _remembered)
            {
                // The video of another server would be shown with this one's state.
                _pixel = _remembered = string.Empty;
            }

            value = entered;
            _error = null;
            if (Gui.Event.Kind == InputKind.KeyDown && Gui.Event.Key is Key.Enter or Key.KeypadEnter)
            {
                Choose(new RecentServer(_url, _pixel.Length == 0 ? null : _pixel));
            }
        }
    }

    private void Recent(ref ShapeRect rest)
    {
        if (_recent.Servers.Count == 0)
        {
            return;
        }

        Gui.Label(rest.CutTop(Gui.Px(30), out rest), "USED BEFORE", Gui.Theme.Dim, UiAlign.Left, new TextStyle(Gui.Px(11), true));
        for (int i = 0; i < _recent.Servers.Count; i++)
        {
            RecentServer server = _recent.Servers[i];
            ShapeRect row = rest.CutTop(Gui.Px(30), out rest);
            if (Gui.IconButton(new UiId("connect.forget", i), row.CutRight(Gui.Px(28), out row).Inset(0, Gui.Px(2)), "✕", "Forget this server"))
            {
                _recent.Forget(server);
                return;
            }

            if (Gui.Button(new UiId("connect.recent", i), row.Inset(0, Gui.Px(2)), server.Url, server.PixelUrl))
            {
                Choose(server);
            }
        }
    }

    private void Choose(RecentServer server)
    {
        if (IsAddress(s_address, server.Url, "the server") && (server.PixelUrl is not { } pixel || IsAddress(s_pixel, pixel, "the video")))
        {
            Chosen = server;
        }
    }

    /// <summary>Whether a text is an address. Where it is none, it is said why, and its field keeps the text and the keyboard.</summary>
    private bool IsAddress(UiId field, string text, string what)
    {
        try
        {
            ClientOptions.StreamUrl(text, what);
            return true;
        }
        catch (FathomException error)
        {
            _error = error.What + " " + error.How;
            Gui.Focus = field;
            Gui.Edit.Begin(field, text);
            Gui.Edit.Refuse(field);
            return false;
        }
    }
}
