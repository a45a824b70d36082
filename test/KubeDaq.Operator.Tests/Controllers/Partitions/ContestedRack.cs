using KubeDaq.Api.Meta;
using KubeDaq.Api.Partitions;
using KubeDaq.Cluster.Clients;
using KubeDaq.Operator.Pods;
using KubeDaq.Operator.Tests.Clusters;
using Microsoft.Extensions.Time.Testing;

namespace KubeDaq.Operator.Tests.Controllers.Partitions;

/// <summary>
/// Two partitions over shared cards and operators that know nothing of each other, moved at random from one seed: requests one at a time, caches
/// that lag, operators killed and started anew, requests that fail, partitions stopped, started, deleted and written again.
/// </summary>
internal sealed class ContestedRack
{
    private static readonly string[] Names = ["coldbox", "vd"];
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));
    private readonly FakeCluster _cluster = new();
    private readonly FakeHosts _hosts;
    private readonly Random _random;
    private readonly Actor?[] _actors;
    private readonly List<string> _trace = [];
    private Witness? _witness;
    private Exception? _broken;

    public ContestedRack(int seed, int operators)
    {
        _random = new Random(seed);
        _hosts = new FakeHosts(_cluster);
        _actors = new Actor?[operators];
        _cluster.Add("daq2");
        _cluster.Add("daq6", "apa001", "apa003");
        _cluster.Add("daq7", "apa002");
        _cluster.Cards.Written = (old, now) => Keep(() =>
        {
            LeaseRules.Check(old, now);
            foreach (var ended in LeaseRules.Ended(old, now))
            {
                Ended++;
                _witness?.Ends(ended);
            }

            // Two that know nothing of each other may cross between a look and a write; the scheduler is between them then.
            if (operators == 1)
                RackRules.NoPodIsLeftOf(_cluster, LeaseRules.Ended(old, now));
        });
        _cluster.Pods.Written = (old, now) => Keep(() =>
        {
            if (old is null && now is not null)
                _witness?.Makes(PodReader.Read(now));
            if (operators == 1)
                RackRules.NoTwoPodsForOneCard(_cluster);
        });
        Write("coldbox");
        Write("vd");
    }

    /// <summary>What happened, for a run that broke a rule.</summary>
    public string Trace => string.Join('\n', _trace.TakeLast(80));

    public FakeCluster Cluster => _cluster;

    /// <summary>How many leases have come to their end: a run in which none has tells nothing.</summary>
    public int Ended { get; private set; }

    public async Task RunAsync(int moves)
    {
        for (var i = 0; i < moves; i++)
        {
            await MoveAsync();
            RackRules.NoTwoRunOnOneCard(_cluster);
            if (_broken is not null)
                throw _broken;
        }
    }

    /// <summary>No more surprises: everything comes to rest.</summary>
    public async Task SettleAsync()
    {
        foreach (var actor in _actors)
            actor?.Turns.End();
        var calm = new FakeOperator(_cluster, _time);
        for (var round = 0; round < 60; round++)
        {
            calm.CatchUp();
            foreach (var name in Names)
                await calm.ReconcileAsync(name);
            foreach (var card in (string[])["apa001", "apa002", "apa003"])
                await calm.ReconcileCardAsync(card);
            while (_hosts.End() || _hosts.Collect() || _hosts.Bind() || _hosts.Run())
                RackRules.NoTwoRunOnOneCard(_cluster);
            _time.Advance(TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>A rule is broken inside a request, whose sender may well live with an exception.</summary>
    private void Keep(Action rule)
    {
        try
        {
            rule();
        }
        catch (Exception e)
        {
            _broken ??= e;
        }
    }

    private async Task MoveAsync()
    {
        var kind = _random.Next(100);
        var which = _random.Next(_actors.Length);
        if (kind < 45)
            await RequestAsync(which);
        else if (kind < 70)
            Learn(which);
        else if (kind < 90)
            TurnHosts();
        else if (kind < 92)
            Kill(which);
        else if (kind < 95)
            ChangePartition();
        else
            _time.Advance(TimeSpan.FromMilliseconds(_random.Next(3000)));
    }

    private async Task RequestAsync(int which)
    {
        var actor = _actors[which] ??= new Actor(_cluster, _time);
        if (actor.Work is { IsFaulted: true })
            await actor.Work;
        if (actor.Work is null or { IsCompleted: true })
            actor.Begin(_random.Next(4) > 0 ? Names[_random.Next(2)] : $"card/apa00{1 + _random.Next(3)}");
        if (!await actor.Turns.StandsAsync(actor.Work!))
            return;
        if (_random.Next(30) == 0)
        {
            Note($"{which}: a request fails");
            actor.Turns.Fail(new ApiException(500, "InternalError", "etcd has no leader"));
        }
        else
        {
            _witness = actor.Witness;
            var request = actor.Turns.Go();
            _witness.Answered(request);
            _witness = null;
            Note($"{which}: {actor.Target}: {request}");
        }

        await actor.Turns.StandsAsync(actor.Work!);
    }

    /// <summary>Now and then all that happened, mostly one thing, of one kind before the other.</summary>
    private void Learn(int which)
    {
        if (_random.Next(8) == 0)
            _actors[which]?.Operator.CatchUp();
        else
            _actors[which]?.Operator.Learn(_random.Next(5));
    }

    private void TurnHosts()
    {
        var turned = _random.Next(4) switch
        {
            0 => _hosts.Bind(),
            1 => _hosts.Run(),
            2 => _hosts.End(),
            _ => _hosts.Collect(),
        };
        if (turned)
            Note("hosts: " + string.Join(' ', _cluster.Pods.All.Select(PodReader.Read).Select(p => $"{p.Name.Name}({p.LeaseTag},{p.Host},{(p.Deleting ? "ending" : p.Phase)})")));
    }

    private void Kill(int which)
    {
        Note($"{which}: killed");
        _actors[which]?.Turns.End();
        _actors[which] = null;
    }

    private void ChangePartition()
    {
        var name = Names[_random.Next(2)];
        var there = _cluster.Partitions.Get(new ObjectName("np04", name));
        var move = _random.Next(4);
        Note($"{name}: {(there is null ? "written" : move == 0 ? "deleted" : move == 1 ? "stopped" : "started")}");
        if (there is null)
            Write(name);
        else if (move == 0)
            _cluster.Partitions.Delete(new ObjectName("np04", name), null, graceful: false);
        else
            _cluster.SetState(name, move == 1 ? DesiredState.Stopped : DesiredState.Running);
    }

    private void Write(string name) => _cluster.Add(name == "coldbox"
        ? Given.Partition(name, Given.Readout("apa001", "dataflow"), Given.Readout("apa002"), Given.Plain("dataflow"))
        : Given.Partition(name, Given.Readout("apa002"), Given.Readout("apa003")));

    private void Note(string text) => _trace.Add(text);

    /// <summary>One operator process.</summary>
    private sealed class Actor
    {
        public Actor(FakeCluster cluster, TimeProvider time)
        {
            Operator = new FakeOperator(cluster, time, Turns.BeforeAsync);
            Witness = new Witness(cluster);
            // A new process begins with lists.
            Operator.CatchUp();
        }

        public TurnTaking Turns { get; } = new();

        public FakeOperator Operator { get; }

        public Witness Witness { get; }

        public Task? Work { get; private set; }

        public string Target { get; private set; } = "";

        public void Begin(string target)
        {
            Target = target;
            Witness.Forget();
            Work = Task.Run(async () =>
            {
                try
                {
                    await (target.StartsWith("card/", StringComparison.Ordinal)
                        ? Operator.ReconcileCardAsync(target["card/".Length..])
                        : Operator.ReconcileAsync(target));
                }
                catch (Exception e) when (e is ApiException or OperationCanceledException)
                {
                    // Failed or killed; the next one looks again.
                }
            });
        }
    }
}
