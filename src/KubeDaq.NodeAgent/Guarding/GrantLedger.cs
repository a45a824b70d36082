using KubeDaq.NodeAgent.Checkpoint;
using KubeDaq.NodeAgent.State;

namespace KubeDaq.NodeAgent.Guarding;

/// <summary>All that has been handed over. Each change is on the disk before anybody hears of it.</summary>
internal sealed class GrantLedger
{
    // The answer to the kubelet goes first: what follows a handover would else take the processor between a yes and its way to the kubelet.
    private static readonly TimeSpan UntilAnswered = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly CheckpointFile _file;
    private readonly Latest<IReadOnlyList<Grant>> _grants;
    private bool _isComplete;

    /// <param name="file">Remembers over crashes.</param>
    /// <param name="content">What it said at the start.</param>
    /// <param name="time">The time.</param>
    public GrantLedger(CheckpointFile file, CheckpointContent content, TimeProvider time) =>
        (_file, _grants, _isComplete) = (file, new(content.Grants, UntilAnswered, time), content.IsComplete);

    /// <summary>What has been handed over and not taken back, for followers too.</summary>
    public Latest<IReadOnlyList<Grant>> Grants => _grants;

    /// <summary>Whether that is all. After a lost checkpoint it is not, until the kubelet has said who has what.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
                return _isComplete;
        }
    }

    /// <summary>Adds a grant; one of the same part and claim is replaced by it, with the pods of both.</summary>
    /// <exception cref="IOException">It could not be written; nothing has changed.</exception>
    public void Add(Grant grant) => Change(grants =>
    {
        var same = grants.FirstOrDefault(one => one.Part == grant.Part && one.Claim == grant.Claim);
        var merged = same is null ? grant : same with { Pods = [.. same.Pods.Union(grant.Pods)], Since = grant.Since };
        return [.. grants.Where(one => one != same), merged];
    });

    /// <summary>Takes grants back.</summary>
    /// <exception cref="IOException">It could not be written; nothing has changed.</exception>
    public void Remove(IReadOnlyCollection<Grant> over)
    {
        if (over.Count > 0)
            Change(grants => [.. grants.Where(grant => !over.Contains(grant))]);
    }

    /// <summary>Puts right what is known of those that were handed over.</summary>
    /// <exception cref="IOException">It could not be written; nothing has changed.</exception>
    public void Correct(Func<IReadOnlyList<Grant>, IReadOnlyList<Grant>> correct) => Change(correct);

    /// <summary>Puts what the kubelet says in the place of what was known, and takes that for all.</summary>
    /// <exception cref="IOException">It could not be written; nothing has changed.</exception>
    public void Learn(Func<IReadOnlyList<Grant>, IReadOnlyList<Grant>> learn)
    {
        lock (_lock)
        {
            ChangeNeedsLock(learn, even: !_isComplete);
            _isComplete = true;
        }
    }

    private void Change(Func<IReadOnlyList<Grant>, IReadOnlyList<Grant>> change)
    {
        lock (_lock)
            ChangeNeedsLock(change, even: false);
    }

    private void ChangeNeedsLock(Func<IReadOnlyList<Grant>, IReadOnlyList<Grant>> change, bool even)
    {
        var before = _grants.Current;
        var after = change(before);
        if (after.SequenceEqual(before) && !even)
            return;
        _file.Save(after);
        _grants.Set(after);
    }
}
