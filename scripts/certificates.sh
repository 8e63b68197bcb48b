# Sourced by set-up. Hospital networks often look into encrypted traffic with a certificate of their own, which the
# machine's list knows and the lists inside pip, uv and Node.js do not. What somebody has set already is left alone.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
for list in /etc/ssl/certs/ca-certificates.crt /etc/pki/tls/certs/ca-bundle.crt /etc/ssl/cert.pem; do
    if [ -r "$list" ]; then
        export REQUESTS_CA_BUNDLE="${REQUESTS_CA_BUNDLE:-$list}" NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-$list}"
        break
    fi
done
