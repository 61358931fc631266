# What some tests open our files and pages with: programs of another make, from Debian. Without them those tests skip,
# loudly; so a machine that cannot install them still runs everything else.
wanted=(chromium fonts-noto-core libreoffice-calc-nogui libreoffice-writer-nogui poppler-utils dovecot-imapd dovecot-lmtpd)

missing=()
for package in "${wanted[@]}"; do
  dpkg-query --show --showformat='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "installing ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
if timeout 60 apt-get update -qq >/dev/null &&
  timeout 300 apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
  exit 0
fi
echo "could not install them: the tests that need them are skipped and say so"
