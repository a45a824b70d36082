namespace KubeDaq.Operator.Looking;

/// <summary>The uids of the last pods that went, so that a late answer does not bring one back.</summary>
internal sealed class GoneUids
{
    private const int Length = 8192;
    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _order = new();

    public bool Contains(string uid) => _known.Contains(uid);

    public void Add(string uid)
    {
        if (!_known.Add(uid))
            return;
        _order.Enqueue(uid);
        if (_order.Count > Length)
            _known.Remove(_order.Dequeue());
    }
}
