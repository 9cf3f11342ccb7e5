// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/session.h"

#include "models/core/paths.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QLatin1StringView geometryKey("window/geometry");
constexpr QLatin1StringView stackKey("window/stack");
constexpr QLatin1StringView pageKey("window/page");
constexpr QLatin1StringView docksKey("window/docks");
constexpr QLatin1StringView layoutsGroup("layouts");
constexpr QLatin1StringView viewsGroup("views");
constexpr QLatin1StringView inspectorKey("window/inspectorWidth");
constexpr QLatin1StringView schemeKey("look/scheme");
constexpr QLatin1StringView fontKey("look/fontSize");
constexpr QLatin1StringView utcFirstKey("look/utcFirst");
constexpr QLatin1StringView notifyingKey("window/notifying");
constexpr QLatin1StringView shortcutsGroup("shortcuts");

/// Stack names may hold slashes, which QSettings takes for groups.
QString pageStateKey(const QString &stack, const QString &page)
{
    return u"pages/%1/%2"_s.arg(QString::fromLatin1(QUrl::toPercentEncoding(stack)), page);
}

QString layoutKey(const QString &name)
{
    return layoutsGroup + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(name));
}

QString viewKey(const QString &page, const QString &name)
{
    return viewsGroup + u'/' + page + u'/' + QString::fromLatin1(QUrl::toPercentEncoding(name));
}

/// Names that were percent-encoded to be keys of a group of the file.
QStringList namesIn(const QString &file, const QString &group)
{
    QStringList names;
    QSettings settings(file, QSettings::IniFormat);
    settings.beginGroup(group);
    for (const QString &key : settings.childKeys())
        names += QUrl::fromPercentEncoding(key.toLatin1());
    return names;
}

} // namespace

Session::Session(const QString &file)
    : m_settings(file, QSettings::IniFormat)
{
}

/// What stays as it is makes no new file: the session is saved again and again.
void Session::put(const QString &key, const QVariant &value)
{
    if (m_settings.value(key) != value)
        m_settings.setValue(key, value);
}

QString Session::defaultFile()
{
    return core::configDir() + u"/session.ini"_s;
}

QByteArray Session::geometry() const
{
    return m_settings.value(geometryKey).toByteArray();
}

void Session::setGeometry(const QByteArray &geometry)
{
    put(geometryKey, geometry);
}

QString Session::stack() const
{
    return m_settings.value(stackKey).toString();
}

void Session::setStack(const QString &name)
{
    put(stackKey, name);
}

QString Session::page() const
{
    return m_settings.value(pageKey).toString();
}

void Session::setPage(const QString &key)
{
    put(pageKey, key);
}

QByteArray Session::pageState(const QString &stack, const QString &page) const
{
    return m_settings.value(pageStateKey(stack, page)).toByteArray();
}

void Session::setPageState(const QString &stack, const QString &page, const QByteArray &state)
{
    put(pageStateKey(stack, page), state);
}

QByteArray Session::docks() const
{
    return m_settings.value(docksKey).toByteArray();
}

void Session::setDocks(const QByteArray &state)
{
    put(docksKey, state);
}

QStringList Session::layouts() const
{
    return namesIn(m_settings.fileName(), layoutsGroup);
}

QByteArray Session::layout(const QString &name) const
{
    return m_settings.value(layoutKey(name)).toByteArray();
}

void Session::setLayout(const QString &name, const QByteArray &state)
{
    if (state.isEmpty())
        m_settings.remove(layoutKey(name));
    else
        put(layoutKey(name), state);
    m_settings.sync(); // layouts() reads the file
}

QStringList Session::views(const QString &page) const
{
    return namesIn(m_settings.fileName(), viewsGroup + u'/' + page);
}

QByteArray Session::view(const QString &page, const QString &name) const
{
    return m_settings.value(viewKey(page, name)).toByteArray();
}

void Session::setView(const QString &page, const QString &name, const QByteArray &state)
{
    if (state.isEmpty())
        m_settings.remove(viewKey(page, name));
    else
        put(viewKey(page, name), state);
    m_settings.sync(); // views() reads the file
}

int Session::inspectorWidth() const
{
    return std::max(0, m_settings.value(inspectorKey).toInt());
}

void Session::setInspectorWidth(int width)
{
    put(inspectorKey, width);
}

ColourScheme Session::scheme() const
{
    const QString word = m_settings.value(schemeKey).toString();
    return word == "light"_L1 ? ColourScheme::Light
        : word == "dark"_L1   ? ColourScheme::Dark
                              : ColourScheme::FollowDesktop;
}

void Session::setScheme(ColourScheme scheme)
{
    put(schemeKey,
        scheme == ColourScheme::Light      ? u"light"_s
            : scheme == ColourScheme::Dark ? u"dark"_s
                                           : u"desktop"_s);
}

int Session::fontSize() const
{
    return m_settings.value(fontKey, Theme::defaultFont).toInt();
}

void Session::setFontSize(int points)
{
    put(fontKey, points);
}

bool Session::utcFirst() const
{
    return m_settings.value(utcFirstKey, false).toBool();
}

void Session::setUtcFirst(bool first)
{
    put(utcFirstKey, first);
}

bool Session::notifying() const
{
    return m_settings.value(notifyingKey, true).toBool();
}

void Session::setNotifying(bool notifying)
{
    put(notifyingKey, notifying);
}

QHash<QString, QString> Session::shortcuts() const
{
    QHash<QString, QString> changes;
    QSettings settings(m_settings.fileName(), QSettings::IniFormat);
    settings.beginGroup(shortcutsGroup);
    for (const QString &id : settings.childKeys())
        changes.insert(id, settings.value(id).toString());
    return changes;
}

void Session::setShortcuts(const QHash<QString, QString> &changes)
{
    if (changes == shortcuts())
        return;
    m_settings.remove(shortcutsGroup);
    for (auto it = changes.begin(); it != changes.end(); ++it)
        put(shortcutsGroup + u'/' + it.key(), it.value());
}

} // namespace ui
