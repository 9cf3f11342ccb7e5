// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class GlyphLabel;

/// The thin hatched amber band over old data: when it was true, and what still works. GUI thread.
class OldBand final : public QWidget
{
    Q_OBJECT
public:
    explicit OldBand(QWidget *parent = nullptr);
    void setText(const QString &sentence, const QString &consequence);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_sentence;
    QString m_consequence;
};

/// The band of a failed look: what happened, what to do, Details, Try again. GUI thread.
class FailBand final : public QWidget
{
    Q_OBJECT
public:
    explicit FailBand(QWidget *parent = nullptr);
    void setError(const QString &what, const QString &next, const QString &details);
    void setTryAgain(const QString &text, bool possible);
    void setSignInOffered(bool offered); ///< "Give user and password…"

signals:
    void tryAgainRequested();
    void signInRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void readTheme();

    GlyphLabel *m_glyph;
    QLabel *m_what;
    QLabel *m_next;
    QLabel *m_details;
    QWidget *m_detailsBox;
    QPushButton *m_detailsButton;
    QPushButton *m_signIn;
    QPushButton *m_tryAgain;
};

} // namespace ui
