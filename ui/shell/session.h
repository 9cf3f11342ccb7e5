// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QHash>
#include <QSettings>

namespace ui {

/// What the window remembers between runs, in one INI file. Reading a damaged or absent file gives the defaults.
class Session final
{
public:
    explicit Session(const QString &file = defaultFile());
    static QString defaultFile(); ///< session.ini in core::configDir()

    QByteArray geometry() const;
    void setGeometry(const QByteArray &geometry);
    QString stack() const;
    void setStack(const QString &name);
    QString page() const;
    void setPage(const QString &key);
    QByteArray pageState(const QString &stack, const QString &page) const;
    void setPageState(const QString &stack, const QString &page, const QByteArray &state);
    QByteArray docks() const; ///< QMainWindow::saveState()
    void setDocks(const QByteArray &state);
    QStringList layouts() const; ///< names
    QByteArray layout(const QString &name) const;
    void setLayout(const QString &name, const QByteArray &state); ///< empty: removes it
    QStringList views(const QString &page) const; ///< names
    QByteArray view(const QString &page, const QString &name) const;
    void setView(const QString &page, const QString &name, const QByteArray &state); ///< empty: removes it
    int inspectorWidth() const; ///< px; 0: not chosen
    void setInspectorWidth(int width);

    ColourScheme scheme() const;
    void setScheme(ColourScheme scheme);
    int fontSize() const; ///< points
    void setFontSize(int points);
    bool utcFirst() const; ///< order of the zones in the clock
    void setUtcFirst(bool first);
    bool notifying() const; ///< see MainWindow::isNotifying()
    void setNotifying(bool notifying);
    QHash<QString, QString> shortcuts() const; ///< id → key, only what was changed
    void setShortcuts(const QHash<QString, QString> &changes);

private:
    void put(const QString &key, const QVariant &value);

    QSettings m_settings;
};

} // namespace ui
