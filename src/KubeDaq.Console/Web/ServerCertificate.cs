using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using KubeDaq.Console.Configuration;
using Microsoft.AspNetCore.Connections;

namespace KubeDaq.Console.Web;

/// <summary>The server's certificate, read again when somebody replaced its file: certificates of today live for weeks.</summary>
internal sealed class ServerCertificate
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly TlsFiles _files;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private X509Certificate2 _certificate;
    private long _readAt;

    /// <exception cref="ConfigurationException">The files are no certificate and key.</exception>
    public ServerCertificate(TlsFiles files, TimeProvider time)
    {
        (_files, _time) = (files, time);
        try
        {
            (_certificate, _readAt) = (Read(), time.GetTimestamp());
        }
        catch (CryptographicException e)
        {
            throw new ConfigurationException($"tls: {files.Certificate} and {files.Key} are no PEM certificate and key that belong together: {e.Message}");
        }
    }

    /// <summary>The certificate for a new connection.</summary>
    public X509Certificate2 Select(ConnectionContext? connection, string? name)
    {
        lock (_lock)
        {
            if (_time.GetElapsedTime(_readAt) >= Fresh)
                Renew();
            return _certificate;
        }
    }

    private void Renew()
    {
        _readAt = _time.GetTimestamp();
        try
        {
            _certificate = Read();
        }
        catch (Exception e) when (e is CryptographicException or IOException)
        {
            // Half written: the old one goes on, and a minute later they are read again.
        }
    }

    private X509Certificate2 Read() => X509Certificate2.CreateFromPemFile(_files.Certificate, _files.Key);
}
