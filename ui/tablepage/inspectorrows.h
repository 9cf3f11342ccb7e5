// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tablepage/inspectorsheet.h"

#include <QLabel>

class QToolButton;

/// What an InspectorSheet is made of. Each part can be told new content, so that refilling a sheet keeps its widgets.
namespace ui {

/// One line of text, elided, whole on hover.
class ElidedValue final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedValue(Qt::TextElideMode mode, QWidget *parent);
    void setText(const QString &text, const QColor &colour);
    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QColor m_colour;
    Qt::TextElideMode m_mode;
};

class InspectorPart : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual QString asText() const = 0;
};

/// A heading with a line above.
class InspectorHeading final : public InspectorPart
{
    Q_OBJECT
public:
    explicit InspectorHeading(QWidget *parent);
    void fill(const QString &text);
    QString asText() const override { return m_label->text(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
};

/// Name and value; the value may be a link, or an id with a button that copies it.
class InspectorRow final : public InspectorPart
{
    Q_OBJECT
public:
    explicit InspectorRow(QWidget *parent);
    void fill(const QString &name, const QString &value, InspectorSheet::Look look, const QString &link);
    QString asText() const override;

signals:
    void linkActivated(const QString &path);

private:
    QString m_text;
    QLabel *m_name;
    QLabel *m_value;
    ElidedValue *m_id;
    QToolButton *m_copy;
};

/// Name, meter and the figures.
class InspectorMeter final : public InspectorPart
{
    Q_OBJECT
public:
    using InspectorPart::InspectorPart;
    void fill(const QString &name, double share, const QString &text, bool failing);
    void setOld(bool old);
    QString asText() const override { return m_name + u' ' + m_text; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    QString m_text;
    double m_share = 0;
    bool m_old = false;
    bool m_failing = false;
};

/// A sentence over the whole width.
class InspectorSentence final : public InspectorPart
{
    Q_OBJECT
public:
    explicit InspectorSentence(QWidget *parent);
    void fill(const QString &text, InspectorSheet::Look look);
    QString asText() const override { return m_label->text(); }

private:
    QLabel *m_label;
};

} // namespace ui
