// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <memory>

namespace actions {
class Arming;
}

namespace ui {

/// The inspector's sheet (mock-ups 02 and 06): a head with kind, age, glyph, name and copy; sections with a heading,
/// rows of name and value, meters, free widgets; buttons at the foot. Filling it again with the same rows changes texts
/// only, so that a selection in a text and the scroll position stay. Fill: begin(), head, sections and rows, end(). GUI
/// thread.
class InspectorSheet : public QWidget
{
    Q_OBJECT
public:
    explicit InspectorSheet(QWidget *parent = nullptr);
    ~InspectorSheet() override;

    /// Its buttons carry a padlock while writing is locked; a click on them offers to unlock. nullptr: never.
    void setArming(actions::Arming *arming);

    void begin();
    /// `kind`: "Agent". `glyph`: word of glyphFor(). `line`: one line under the name. `copyText` empty: the name.
    void setHead(const QString &kind, const QString &glyph, const QString &name, const QString &line,
                 const QString &copyText = {});
    void setAge(const QString &text); ///< right of the kind: "as of 03:47:12"
    /// The picture is old: "was active", hollow glyph, pale meters.
    void setOld(bool old);

    enum class Look {
        Plain,
        Mono, ///< ids, addresses: fixed font, elided in the middle, copied by a click on the button beside
        Quiet, ///< text 2
        Warning, ///< amber word
        Failure, ///< red word
    };
    void addSection(const QString &heading);
    void addRow(const QString &name, const QString &value, Look look = Look::Plain);
    /// The value leads to an object: "agent/ID".
    void addLink(const QString &name, const QString &value, const QString &path);
    /// `share` 0…1 is drawn as a meter with `text` at its right. NaN: no meter. `failing`: red.
    void addMeter(const QString &name, double share, const QString &text, bool failing = false);
    void addSentence(const QString &text, Look look = Look::Quiet);
    /// A widget of the caller's, kept between fills: a small table. Shown at this place while it is added.
    void addWidget(QWidget *widget);
    /// At the foot. `reason` not empty: the button is locked, with a padlock and the reason as tool tip.
    void addButton(const QString &icon, const QString &text, const QString &reason = {});
    /// At the foot, dashed: `text` says what it would do and what it needs, "Cordon: needs Mesos".
    void addUnavailable(const QString &text);
    void end();

    QString asText() const; ///< what it shows, for copying and for tests

signals:
    void linkActivated(const QString &path);
    void buttonClicked(const QString &text);
    void lockedButtonClicked(const QString &reason);

private:
    void addLinkedRow(const QString &name, const QString &value, Look look, const QString &path);

    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ui
