using KubeDaq.Api.ReadoutCards;
using KubeDaq.NodeAgent.Discovery.Cards;
using KubeDaq.NodeAgent.Discovery.Files;
using KubeDaq.NodeAgent.Discovery.Hosts;
using KubeDaq.NodeAgent.Naming;
using KubeDaq.NodeAgent.State;
using Microsoft.Extensions.Logging;

namespace KubeDaq.NodeAgent.Discovery;

/// <summary>Keeps the state of the host's cards true: looks, names, and tells of what has changed.</summary>
internal sealed class DiscoveryPart : IAgentPart
{
    /// <summary>Of so many looks for cards, one looks at all anew, also at links, interfaces, huge pages and NUMA.</summary>
    private const int FactsEvery = 15;

    private readonly AgentContext _context;
    private readonly HostScan _scan;
    private readonly CardMemory _memory;
    private readonly InterfaceReader _interfaces;
    private readonly MemoryReader _memoryReader;
    private readonly ILogger _logger;
    private IReadOnlyList<FoundCard>? _found;
    private IReadOnlyList<FoundCard> _cards = [];
    private HostSeen _last = new([], new());

    public DiscoveryPart(AgentContext context, IInterfaceAddresses addresses)
    {
        var files = new HostFiles(context.Options.HostRoot);
        _context = context;
        _scan = new HostScan(files, context.Configuration, context.Time);
        _memory = new CardMemory(context.Time);
        _interfaces = new InterfaceReader(files, addresses);
        _memoryReader = new MemoryReader(files);
        _logger = context.Loggers.CreateLogger<DiscoveryPart>();
    }

    public string Name => "discovery";

    public Task RunAsync(CancellationToken stop) => Together.RunAsync(stop, LookAgainAsync, RenameAsync);

    /// <summary>Looks once; what has not changed is not told again.</summary>
    public void Look(bool withFacts)
    {
        lock (_memory)
        {
            var found = _scan.Look(anew: withFacts);
            if (!ReferenceEquals(found, _found))
                TellFound(found);
            if (withFacts)
                TellFacts();
        }
    }

    private async Task LookAgainAsync(CancellationToken stop)
    {
        Look(withFacts: false);
        await FirstOffer.WaitAsync(_context.State, _context.Time, stop);
        for (var look = 0; ; look++)
        {
            Look(withFacts: look % FactsEvery == 0);
            await Task.Delay(Rhythm.UntilNext(_context.Configuration.Interval, _context.Rounds), _context.Rounds, stop);
        }
    }

    private void TellFound(IReadOnlyList<FoundCard> found)
    {
        _found = found;
        _cards = _memory.Complete(found);
        TellCards();
    }

    private async Task RenameAsync(CancellationToken stop)
    {
        await foreach (var _ in _context.State.OtherClaims.FollowAsync(stop))
        {
            lock (_memory)
            {
                if (_context.State.Cards.Current is not null)
                    TellCards();
            }
        }
    }

    private void TellCards()
    {
        var named = CardNaming.Name(_cards, _context.Configuration.Cards, _context.Options.NodeName, _context.State.OtherClaims.Current);
        var isFirst = _context.State.Cards.Current is null;
        if (!isFirst && HostSeen.Same(named, _last.Cards))
            return;
        foreach (var card in named)
            Log(card);
        _last = _last with { Cards = named };
        _context.State.Cards.Set(named.ToDictionary(card => card.Name));
        DiscoveryGauges.Set(_context.Gauges, named);
    }

    private void Log(HostCard card)
    {
        var before = _last.Cards.FirstOrDefault(c => c.Name == card.Name);
        if (before is not null && before.Health == card.Health && before.Withheld == card.Withheld)
            return;
        if (card.Withheld is { } withheld)
            DiscoveryLog.Withheld(_logger, card.Name, withheld.Message);
        else if (card.Health.Health == CardHealth.Healthy)
            DiscoveryLog.Found(_logger, card.Name, card.Kind, card.PciAddress, string.Join(',', card.Devices));
        else
            DiscoveryLog.Unwell(_logger, card.Name, card.Health.Message);
    }

    private void TellFacts()
    {
        var interfaces = _interfaces.Read(_context.Configuration.Networks);
        var facts = new HostFacts
        {
            Interfaces = interfaces,
            Networks = DataNetworks.Of(_context.Configuration.Networks, interfaces),
            HugePages = _memoryReader.HugePages(),
            NumaNodes = _memoryReader.NumaNodes(),
            Drivers = _scan.Drivers.List(),
        };
        if (_context.State.Facts.Current is not null && HostSeen.Same(facts, _last.Facts))
            return;
        _last = _last with { Facts = facts };
        _context.State.Facts.Set(facts);
    }
}
